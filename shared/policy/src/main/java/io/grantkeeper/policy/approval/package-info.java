/** Answers to requests for access: who may give them, from when until when they hold. */
@NullMarked
package io.grantkeeper.policy.approval;

import org.jspecify.annotations.NullMarked;
