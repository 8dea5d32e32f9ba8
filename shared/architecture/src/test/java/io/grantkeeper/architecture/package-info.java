/**
 * Holds every module to the rules that a compiler cannot check: who may know whom, how things are named, and what no
 * class may do. A rule that fails says what to change; a rule that no longer serves is changed here, in review.
 */
@NullMarked
package io.grantkeeper.architecture;

import org.jspecify.annotations.NullMarked;
