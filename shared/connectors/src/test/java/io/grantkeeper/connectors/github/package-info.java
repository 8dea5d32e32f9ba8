/** Tests of the GitHub connector: against a double, against GitHub's own examples, and of each reader alone. */
@NullMarked
package io.grantkeeper.connectors.github;

import org.jspecify.annotations.NullMarked;
