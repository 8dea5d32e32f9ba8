/** Tests of the GitHub connector against a test double and against GitHub's own examples, and tests of each parser. */
@NullMarked
package io.grantkeeper.connectors.github;

import org.jspecify.annotations.NullMarked;
