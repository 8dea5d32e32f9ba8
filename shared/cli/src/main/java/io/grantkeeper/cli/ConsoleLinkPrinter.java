package io.grantkeeper.cli;

import io.grantkeeper.reports.terminal.TerminalOutput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.function.Supplier;

/** Prints another one-time link to the console each time the person at the terminal presses Enter. */
final class ConsoleLinkPrinter {
    private ConsoleLinkPrinter() {}

    /**
     * Starts waiting for lines. Stops when the input ends, which happens immediately for a process in the background.
     */
    static void printOnEnter(Supplier<URI> link, TerminalOutput terminal) {
        Thread.ofPlatform().daemon().name("console-links").start(() -> {
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
            try {
                while (lines.readLine() != null) {
                    terminal.line("Console: " + link.get());
                    terminal.flush();
                }
            } catch (IOException _) {
                // The terminal is gone, so nobody asks for a link.
            }
        });
    }
}
