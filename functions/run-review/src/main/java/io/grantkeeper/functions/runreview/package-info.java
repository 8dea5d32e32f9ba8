/**
 * What the clock does about people: starts and closes reviews, reminds, and asks the next one where nobody answers.
 */
@NullMarked
package io.grantkeeper.functions.runreview;

import org.jspecify.annotations.NullMarked;
