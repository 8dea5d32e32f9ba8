/** Output for people: tables, progress, and colors, which are used only on terminals. */
@NullMarked
package io.grantkeeper.reports.terminal;

import org.jspecify.annotations.NullMarked;
