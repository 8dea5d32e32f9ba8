package io.grantkeeper.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The man page of a command, in the language of {@code man(7)}, generated from picocli's model of the command. */
final class ManPage {
    private final CommandLine line;
    private final CommandSpec spec;

    ManPage(CommandLine line) {
        this.line = line;
        this.spec = line.getCommandSpec();
    }

    /** Returns the page's name, for example {@code grantkeeper-policy-apply}. */
    String name() {
        return spec.qualifiedName("-");
    }

    String roff() {
        StringBuilder page = new StringBuilder();
        page.append(".TH \"%s\" 1 \"\" \"grantkeeper %s\"\n"
                .formatted(name().toUpperCase(Locale.ROOT), GrantkeeperCommand.VERSION));
        String description = text(spec.usageMessage().description());
        page.append(".SH NAME\n%s \\- %s\n".formatted(escape(name()), escape(description)));
        page.append(".SH SYNOPSIS\n%s\n"
                .formatted(escape(line.getHelp().synopsis(0).strip().replaceAll("\\s++", " "))));
        page.append(".SH DESCRIPTION\n%s\n".formatted(escape(description)));
        List<PositionalParamSpec> parameters = spec.positionalParameters().stream()
                .filter(one -> !one.hidden())
                .toList();
        if (!parameters.isEmpty()) {
            page.append(".SH ARGUMENTS\n");
            parameters.forEach(one -> argument(page, one.paramLabel(), one));
        }
        page.append(".SH OPTIONS\n");
        spec.options().stream().filter(one -> !one.hidden()).forEach(one -> argument(page, names(one), one));
        if (!line.getSubcommands().isEmpty()) {
            page.append(".SH COMMANDS\n");
            line.getSubcommands()
                    .forEach((name, sub) -> page.append(".TP\n.B %s\n%s\n"
                            .formatted(
                                    escape(name),
                                    escape(text(
                                            sub.getCommandSpec().usageMessage().description())))));
        }
        page.append(".SH EXIT STATUS\n0 success, 1 a failure or a failed check, 2 incorrect usage or configuration.\n");
        return page.toString();
    }

    private static void argument(StringBuilder page, String label, ArgSpec one) {
        page.append(".TP\n.B %s\n%s\n".formatted(escape(label), escape(text(one.description()))));
    }

    private static String names(OptionSpec option) {
        String names = String.join(", ", option.names());
        return option.arity().max() == 0 ? names : names + "=" + option.paramLabel();
    }

    private static String text(String[] lines) {
        return Arrays.stream(lines)
                .map(one -> Ansi.OFF.string(one).replace("%n", " ").strip())
                .collect(Collectors.joining(" "));
    }

    /** Escapes characters that troff interprets: a backslash, a hyphen, and a period or quote at the start of a line. */
    private static String escape(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
