/** Output for people: tables, progress, colours on a terminal only. */
@NullMarked
package io.grantkeeper.local.terminal;

import org.jspecify.annotations.NullMarked;
