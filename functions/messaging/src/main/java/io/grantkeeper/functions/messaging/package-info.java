/** How people are reached and how they answer, as configured: shared by the functions that talk with them. */
@NullMarked
package io.grantkeeper.functions.messaging;

import org.jspecify.annotations.NullMarked;
