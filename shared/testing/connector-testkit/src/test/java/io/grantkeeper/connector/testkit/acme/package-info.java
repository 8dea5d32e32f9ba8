/**
 * A runnable example: the connector of a fictitious note-taking product, its double and its contract test. Tests add
 * flaws to the connector, to verify that the contract detects them.
 */
@NullMarked
package io.grantkeeper.connector.testkit.acme;

import org.jspecify.annotations.NullMarked;
