/** Policies as Cedar text, with the schema of our model: for validation, for proof, and for services that take Cedar. */
@NullMarked
package io.grantkeeper.policy.export;

import org.jspecify.annotations.NullMarked;
