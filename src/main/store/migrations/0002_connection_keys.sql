ALTER TABLE `connections` ADD `key_entry` text;--> statement-breakpoint
ALTER TABLE `connections` ADD `key_origin` text;--> statement-breakpoint
ALTER TABLE `connections` ADD `key_ends_in` text;