/**
 * The contract of every connector, as tests that subclasses inherit. A connector's test extends
 * {@code ConnectorContract} and starts a double of its provider.
 */
@NullMarked
package io.grantkeeper.connector.testkit;

import org.jspecify.annotations.NullMarked;
