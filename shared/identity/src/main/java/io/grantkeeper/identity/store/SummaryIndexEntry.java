package io.grantkeeper.identity.store;

import java.time.Instant;
import java.util.Optional;

/**
 * An entry in the list of stored summaries. It states when the summary changed, so that a reader that already has the
 * content knows whether to read it again.
 *
 * @param key the key with which {@link AccessStore#summaries} reads the summary
 * @param changedIn the start of the minute in which the summary last changed; empty if the summary was stored by a
 *     version of Grantkeeper that did not list changes
 */
public record SummaryIndexEntry(String key, Optional<Instant> changedIn) {}
