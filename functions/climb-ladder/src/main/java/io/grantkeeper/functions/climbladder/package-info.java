/**
 * The trust ladder as a function: on the schedule it weighs the evidence, proposes and takes down; called by whoever IAM
 * lets call it, it does to policies what people decide.
 */
@NullMarked
package io.grantkeeper.functions.climbladder;

import org.jspecify.annotations.NullMarked;
