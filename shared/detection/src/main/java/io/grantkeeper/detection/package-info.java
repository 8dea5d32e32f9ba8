/**
 * Turns what changed about an identity into typed findings, and what is known of it into a summary. Pure: everything a
 * rule needs is handed to it, and nothing is read or written here.
 */
@NullMarked
package io.grantkeeper.detection;

import org.jspecify.annotations.NullMarked;
