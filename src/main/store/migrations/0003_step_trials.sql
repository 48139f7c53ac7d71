CREATE TABLE `step_trials` (
	`key` text NOT NULL,
	`step_id` text NOT NULL,
	`typed` text,
	`trial` text,
	`dismissed` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`key`, `step_id`)
);
