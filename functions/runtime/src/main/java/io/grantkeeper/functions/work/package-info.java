/**
 * Code that several functions share: the messages of the work queues, the scheduling of rereads, and a check of whether
 * a sweep is complete.
 */
@NullMarked
package io.grantkeeper.functions.work;

import org.jspecify.annotations.NullMarked;
