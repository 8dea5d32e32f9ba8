/**
 * The contract that every connector keeps, as tests. A connector's own test extends {@code ConnectorContract}, starts a
 * double of its provider, and inherits every check.
 */
@NullMarked
package io.grantkeeper.connector.testkit;

import org.jspecify.annotations.NullMarked;
