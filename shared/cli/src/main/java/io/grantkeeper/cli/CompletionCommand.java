package io.grantkeeper.cli;

import io.grantkeeper.reports.terminal.TerminalOutput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Prints a completion script for bash and zsh, or writes man pages.",
        footer = {"", "For this shell: source <(grantkeeper completion)"})
final class CompletionCommand implements Callable<Integer> {
    @Option(
            names = "--man",
            paramLabel = "FOLDER",
            description = "Write a man page of each command to this folder instead.")
    private @Nullable Path man;

    @Override
    public Integer call() throws Exception {
        CommandLine all = GrantkeeperCommand.withAllVerbs();
        if (man == null) {
            TerminalOutput document = TerminalOutput.documents();
            document.block(AutoComplete.bash("grantkeeper", all));
            document.flush();
        } else {
            Files.createDirectories(man);
            write(all, man);
        }
        return 0;
    }

    private static void write(CommandLine command, Path folder) {
        if (command.getCommandSpec().userObject() instanceof CommandLine.HelpCommand) {
            return;
        }
        ManPage page = new ManPage(command);
        CommandLineFile.write(folder.resolve(page.name() + ".1"), page.roff().getBytes(StandardCharsets.UTF_8));
        command.getSubcommands().values().forEach(sub -> write(sub, folder));
    }
}
