"""Many documents: the cache of reports, the worker pool, and archives on one machine or many."""
