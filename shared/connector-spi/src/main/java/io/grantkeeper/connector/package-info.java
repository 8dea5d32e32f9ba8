/**
 * The contract between Grantkeeper and a connector: the streams that the connector reads, what it can revoke, and the
 * webhooks that it understands. A connector keeps no state, does not depend on stores or AWS, and calls its provider
 * only through its session.
 */
@NullMarked
package io.grantkeeper.connector;

import org.jspecify.annotations.NullMarked;
