/**
 * The scheduled functions that handle questions to people. {@code run-review} starts and closes access reviews; {@code
 * escalate} sends reminders and escalates unanswered questions.
 */
@NullMarked
package io.grantkeeper.functions.runreview;

import org.jspecify.annotations.NullMarked;
