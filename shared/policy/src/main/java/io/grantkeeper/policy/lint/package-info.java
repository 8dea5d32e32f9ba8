/**
 * Analyzes the meaning of policies before any request is made. Finds rules that cannot apply or that change nothing,
 * rules that disagree, and decisions that change when documents change. Every result includes an example request.
 */
@NullMarked
package io.grantkeeper.policy.lint;

import org.jspecify.annotations.NullMarked;
