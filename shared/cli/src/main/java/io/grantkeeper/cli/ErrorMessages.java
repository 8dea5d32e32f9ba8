package io.grantkeeper.cli;

import io.grantkeeper.functions.work.MalformedJson;
import io.grantkeeper.reports.terminal.TerminalOutput;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;
import tools.jackson.core.JacksonException;

/**
 * Formats the error messages of the command line: one line that names the field and the expected value and says how to
 * fix the problem.
 */
final class ErrorMessages {
    private ErrorMessages() {}

    static void register(CommandLine line) {
        line.registerConverter(LocalDate.class, ErrorMessages::day);
        line.registerConverter(Instant.class, ErrorMessages::instant);
        ITypeConverter<Integer> whole = text -> number(text, Integer::valueOf);
        ITypeConverter<Long> large = text -> number(text, Long::valueOf);
        line.registerConverter(Integer.class, whole).registerConverter(int.class, whole);
        line.registerConverter(Long.class, large).registerConverter(long.class, large);
        line.setParameterExceptionHandler((wrong, _) -> {
            TerminalOutput.errors()
                    .line("grantkeeper: %s; see '%s --help'"
                            .formatted(
                                    usageMessage(wrong),
                                    wrong.getCommandLine().getCommandSpec().qualifiedName()));
            return GrantkeeperCommand.WRONG;
        });
        line.setExecutionExceptionHandler((failure, _, _) -> {
            TerminalOutput.errors().block("grantkeeper: " + describe(failure));
            return failure instanceof IllegalArgumentException || failure instanceof FileSystemException
                    ? GrantkeeperCommand.WRONG
                    : 1;
        });
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException _) {
            throw new TypeConversionException("'%s' is not a date; use the form 2026-11-24".formatted(text));
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            throw new TypeConversionException("'%s' is not a time; use the form 2026-11-24T08:00:00Z".formatted(text));
        }
    }

    private static <N> N number(String text, Function<String, N> read) {
        try {
            return read.apply(text);
        } catch (NumberFormatException _) {
            throw new TypeConversionException("'%s' is not a whole number, such as 17".formatted(text));
        }
    }

    private static String usageMessage(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        String message = String.valueOf(wrong.getMessage()).replaceAll("(?<!\\s)[ \\t]*+\\R\\s*+", " ");
        if (message.equals("Missing required subcommand")) {
            return "specify a subcommand: %s"
                    .formatted(String.join(", ", command.getSubcommands().keySet()));
        }
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            return "%s; did you mean '%s'?"
                    .formatted(message, unmatched.getSuggestions().getFirst());
        }
        return message;
    }

    /**
     * Describes a failure in one sentence instead of a stack trace. An exception without a message is described by its
     * cause or its class name.
     */
    static String describe(Throwable failure) {
        if (failure instanceof FileSystemException file && file.getFile() != null) {
            return CommandLineFile.describe(Path.of(file.getFile()), file);
        }
        if (failure instanceof JacksonException json) {
            return "the input is not the expected JSON: " + MalformedJson.describe(json);
        }
        String own = failure.getMessage();
        if (own == null) {
            return failure.getCause() == null
                    ? "an unexpected error (%s)".formatted(failure.getClass().getSimpleName())
                    : describe(failure.getCause());
        }
        if (own.startsWith("Unable to load credentials")) {
            return "no AWS credentials were found; sign in, for example with 'aws sso login', or set AWS_PROFILE";
        }
        Optional<String> because = Optional.ofNullable(failure.getCause())
                .filter(cause -> !(cause instanceof FileSystemException || cause instanceof JacksonException))
                .map(Throwable::getMessage)
                .flatMap(message -> message.lines().findFirst()) // a library's message can have several lines
                .filter(message -> !own.contains(message));
        return because.map(message -> "%s (%s)".formatted(own, message)).orElse(own);
    }
}
