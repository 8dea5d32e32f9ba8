/** Output for people: tables, progress, and colors on terminals only. */
@NullMarked
package io.grantkeeper.reports.terminal;

import org.jspecify.annotations.NullMarked;
