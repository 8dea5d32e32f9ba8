/**
 * Answers as OpenAI's administration API would for one organisation: its paging, permissions, late audit rows, counting
 * in buckets, and what it leaves out unless it is asked.
 */
@NullMarked
package io.grantkeeper.simulator.openai;

import org.jspecify.annotations.NullMarked;
