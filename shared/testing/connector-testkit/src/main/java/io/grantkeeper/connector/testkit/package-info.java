/**
 * The contract that every connector fulfills, as inherited tests. A connector's test extends {@code ConnectorContract},
 * starts a double of its provider, and inherits every check.
 */
@NullMarked
package io.grantkeeper.connector.testkit;

import org.jspecify.annotations.NullMarked;
