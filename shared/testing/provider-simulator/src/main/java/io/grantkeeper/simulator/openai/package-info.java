/**
 * A double of OpenAI's Administration API for one organization: paging, permissions, delayed audit rows, usage in time
 * buckets, and rows that are omitted unless a call requests them.
 */
@NullMarked
package io.grantkeeper.simulator.openai;

import org.jspecify.annotations.NullMarked;
