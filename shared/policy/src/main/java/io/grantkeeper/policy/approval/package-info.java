/** Answers to access requests: who may answer a request, and how long an approval is valid. */
@NullMarked
package io.grantkeeper.policy.approval;

import org.jspecify.annotations.NullMarked;
