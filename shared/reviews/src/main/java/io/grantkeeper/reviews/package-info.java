/**
 * Access reviews: campaigns that ask about every identity in their scope, on a schedule or when something changes, and
 * close with what the campaign sets. Unanswered is never approved.
 */
@NullMarked
package io.grantkeeper.reviews;

import org.jspecify.annotations.NullMarked;
