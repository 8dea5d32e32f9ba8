package io.grantkeeper.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A command that prints its result as text, or as JSON with {@code --json}. */
@Command(mixinStandardHelpOptions = true)
abstract class ReportCommand implements Callable<Integer> {
    @Mixin
    private OutputOption output = new OutputOption();

    final OutputOption output() {
        return output;
    }
}
