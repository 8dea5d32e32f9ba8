/**
 * What a running function tells of itself: log lines that carry the correlation id of what set it off, and metrics that
 * CloudWatch reads out of the log. Neither has a library, a thread or a network call of its own.
 */
@NullMarked
package io.grantkeeper.functions.observe;

import org.jspecify.annotations.NullMarked;
