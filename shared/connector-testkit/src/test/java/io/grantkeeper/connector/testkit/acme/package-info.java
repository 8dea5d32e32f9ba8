/**
 * A runnable example: the connector of a note-taking product that does not exist, its double, and its contract test. The
 * flaws that it can be given prove that the contract notices them.
 */
@NullMarked
package io.grantkeeper.connector.testkit.acme;

import org.jspecify.annotations.NullMarked;
