/**
 * Scheduled work on questions to people: starts and closes access reviews, sends reminders, and escalates unanswered
 * questions.
 */
@NullMarked
package io.grantkeeper.functions.runreview;

import org.jspecify.annotations.NullMarked;
