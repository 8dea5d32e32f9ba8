/**
 * Tests every module against the rules that a compiler cannot check: dependencies, names, and restricted calls. The
 * message of a violated rule says what to change. To drop a rule that is no longer useful, remove it here and have the
 * change reviewed.
 */
@NullMarked
package io.grantkeeper.architecture;

import org.jspecify.annotations.NullMarked;
