/** Answers to access requests: who may give them, and the period in which they are valid. */
@NullMarked
package io.grantkeeper.policy.approval;

import org.jspecify.annotations.NullMarked;
