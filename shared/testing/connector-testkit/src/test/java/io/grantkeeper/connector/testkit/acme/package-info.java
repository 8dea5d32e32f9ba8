/**
 * A runnable example: the connector of a fictitious note-taking product, its double and its contract test. The
 * connector can be given flaws, which prove that the contract detects them.
 */
@NullMarked
package io.grantkeeper.connector.testkit.acme;

import org.jspecify.annotations.NullMarked;
