/**
 * Access reviews: campaigns that ask about every identity in their scope, on a schedule or after a change, and then
 * close as configured. An unanswered question is never an approval.
 */
@NullMarked
package io.grantkeeper.owners.reviews;

import org.jspecify.annotations.NullMarked;
