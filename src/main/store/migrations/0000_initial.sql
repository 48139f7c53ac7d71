CREATE TABLE `attempt_requests` (
	`attempt_id` integer PRIMARY KEY NOT NULL,
	`system_prompt` text NOT NULL,
	`messages` text NOT NULL,
	FOREIGN KEY (`attempt_id`) REFERENCES `attempts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `attempts` (
	`id` integer PRIMARY KEY NOT NULL,
	`step_run_id` integer NOT NULL,
	`number` integer NOT NULL,
	`connection_name` text NOT NULL,
	`connection_kind` text NOT NULL,
	`model` text NOT NULL,
	`outcome` text NOT NULL,
	`finish_reason` text,
	`finish_reason_raw` text,
	`input_tokens` integer,
	`output_tokens` integer,
	`cached_input_tokens` integer,
	`cache_write_tokens` integer,
	`reasoning_tokens` integer,
	`tokens_estimated` integer,
	`cost_estimate` real,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`error` text,
	FOREIGN KEY (`step_run_id`) REFERENCES `step_runs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `connections` (
	`name` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`base_url` text,
	`default_model` text,
	`requests_per_minute` integer,
	`requests_at_a_time` integer,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `drafts` (
	`key` text PRIMARY KEY NOT NULL,
	`content` text NOT NULL,
	`based_on` integer,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `partial_texts` (
	`id` integer PRIMARY KEY NOT NULL,
	`step_run_id` integer NOT NULL,
	`attempt` integer NOT NULL,
	`offset` integer NOT NULL,
	`run_version` integer NOT NULL,
	`text` text NOT NULL,
	FOREIGN KEY (`step_run_id`) REFERENCES `step_runs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `partial_texts_by_step_run` ON `partial_texts` (`step_run_id`);--> statement-breakpoint
CREATE TABLE `revisions` (
	`id` integer PRIMARY KEY NOT NULL,
	`step_run_id` integer NOT NULL,
	`previous_id` integer,
	`number` integer NOT NULL,
	`source` text NOT NULL,
	`fingerprint` text NOT NULL,
	`fingerprint_version` integer NOT NULL,
	`attempt` integer,
	`truncated` integer NOT NULL,
	`created_at` integer NOT NULL,
	`checksum` integer NOT NULL,
	`text` text NOT NULL,
	FOREIGN KEY (`step_run_id`) REFERENCES `step_runs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `run_definitions` (
	`run_id` text PRIMARY KEY NOT NULL,
	`input` text,
	`input_description` text,
	`steps` text NOT NULL,
	`removed_steps` text NOT NULL,
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `run_leases` (
	`run_id` text PRIMARY KEY NOT NULL,
	`token` integer NOT NULL,
	`released` integer NOT NULL,
	`host` text NOT NULL,
	`boot_id` text,
	`pid` integer NOT NULL,
	`process_start` text,
	`heartbeat_at` integer NOT NULL,
	`request` text,
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `runs` (
	`id` text PRIMARY KEY NOT NULL,
	`workflow_id` text,
	`workflow_name` text NOT NULL,
	`source_path` text,
	`input_preview` text,
	`status` text NOT NULL,
	`pause_reason` text,
	`yolo_mode` integer NOT NULL,
	`concurrency` integer NOT NULL,
	`budget_usd` real,
	`reuse` integer NOT NULL,
	`seq` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`finished_at` integer,
	`version` integer NOT NULL,
	`deleted_at` integer,
	`purged_at` integer
);
--> statement-breakpoint
CREATE INDEX `runs_by_creation` ON `runs` (`created_at`,`id`) WHERE deleted_at IS NULL;--> statement-breakpoint
CREATE INDEX `runs_by_status` ON `runs` (`status`,`created_at`,`id`) WHERE deleted_at IS NULL;--> statement-breakpoint
CREATE INDEX `runs_by_workflow` ON `runs` (`workflow_id`,`created_at`,`id`) WHERE deleted_at IS NULL;--> statement-breakpoint
CREATE INDEX `runs_by_workflow_and_status` ON `runs` (`workflow_id`,`status`,`created_at`,`id`) WHERE deleted_at IS NULL;--> statement-breakpoint
CREATE INDEX `runs_by_update` ON `runs` (`updated_at`);--> statement-breakpoint
CREATE INDEX `runs_deleted` ON `runs` (`deleted_at`) WHERE deleted_at IS NOT NULL AND purged_at IS NULL;--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `step_cache` (
	`revision_id` integer PRIMARY KEY NOT NULL,
	`fingerprint` text NOT NULL,
	FOREIGN KEY (`revision_id`) REFERENCES `revisions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `step_cache_by_fingerprint` ON `step_cache` (`fingerprint`);--> statement-breakpoint
CREATE TABLE `step_runs` (
	`id` integer PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`step_id` text NOT NULL,
	`position` integer,
	`label` text NOT NULL,
	`status` text NOT NULL,
	`revision` integer,
	`revision_id` integer,
	`fingerprint` text,
	`fingerprint_version` integer,
	`attempts` integer NOT NULL,
	`rerun` text,
	`until` integer,
	`stale` integer NOT NULL,
	`stale_because` text,
	`truncated` integer NOT NULL,
	`reused` integer NOT NULL,
	`input_tokens` integer,
	`output_tokens` integer,
	`cached_input_tokens` integer,
	`cache_write_tokens` integer,
	`reasoning_tokens` integer,
	`tokens_estimated` integer,
	`cost_estimate` real,
	`duration_ms` integer,
	`started_at` integer,
	`finished_at` integer,
	`seq` integer NOT NULL,
	`run_seq` integer NOT NULL,
	`run_updated_at` integer NOT NULL,
	`run_version` integer NOT NULL,
	`error` text,
	`feedback` text,
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `step_runs_by_run` ON `step_runs` (`run_id`,`step_id`);--> statement-breakpoint
CREATE INDEX `step_runs_by_step` ON `step_runs` (`step_id`);--> statement-breakpoint
CREATE TABLE `store_marks` (
	`name` text PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `templates` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`document` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE INDEX `templates_by_update` ON `templates` (`updated_at`,`id`) WHERE deleted_at IS NULL;--> statement-breakpoint
CREATE INDEX `templates_by_name` ON `templates` (`name`);--> statement-breakpoint
CREATE TABLE `trials` (
	`id` integer PRIMARY KEY NOT NULL,
	`workflow_name` text NOT NULL,
	`connection_name` text NOT NULL,
	`connection_kind` text NOT NULL,
	`model` text NOT NULL,
	`input_tokens` integer,
	`output_tokens` integer,
	`cached_input_tokens` integer,
	`cache_write_tokens` integer,
	`reasoning_tokens` integer,
	`tokens_estimated` integer,
	`cost_estimate` real,
	`started_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `trials_by_start` ON `trials` (`started_at`);--> statement-breakpoint
CREATE TABLE `workflow_steps` (
	`workflow_id` text NOT NULL,
	`id` text NOT NULL,
	`position` integer NOT NULL,
	`label` text NOT NULL,
	`step_type` text NOT NULL,
	`provider` text,
	`model` text,
	`temperature` real,
	`max_tokens` integer,
	`max_retries` integer,
	`enabled` integer,
	`output` text,
	`config` text,
	`system_prompt` text,
	`prompt` text NOT NULL,
	PRIMARY KEY(`workflow_id`, `id`),
	FOREIGN KEY (`workflow_id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `workflow_steps_by_position` ON `workflow_steps` (`workflow_id`,`position`,`label`);--> statement-breakpoint
CREATE TABLE `workflows` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`yolo_mode` integer,
	`concurrency` integer,
	`budget_usd` real,
	`reuse` integer,
	`input` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE INDEX `workflows_by_update` ON `workflows` (`updated_at`,`id`) WHERE deleted_at IS NULL;--> statement-breakpoint
CREATE INDEX `workflows_by_name` ON `workflows` (`name`);--> statement-breakpoint
CREATE INDEX `workflows_deleted` ON `workflows` (`deleted_at`) WHERE deleted_at IS NOT NULL;