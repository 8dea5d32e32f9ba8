package io.grantkeeper.local.cli;

import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What people are told where something is wrong: one line that names the field, its shape and what mends it. */
final class Complaints {
    private Complaints() {}

    static void register(CommandLine line) {
        line.registerConverter(LocalDate.class, Complaints::day);
        ITypeConverter<Integer> whole = text -> number(text, Integer::valueOf);
        ITypeConverter<Long> large = text -> number(text, Long::valueOf);
        line.registerConverter(Integer.class, whole).registerConverter(int.class, whole);
        line.registerConverter(Long.class, large).registerConverter(long.class, large);
        line.setParameterExceptionHandler((wrong, _) -> {
            System.err.println("grantkeeper: %s; see '%s --help'"
                    .formatted(
                            usage(wrong),
                            wrong.getCommandLine().getCommandSpec().qualifiedName()));
            return Main.WRONG;
        });
        line.setExecutionExceptionHandler((failure, _, _) -> {
            System.err.println("grantkeeper: " + message(failure));
            return failure instanceof IllegalArgumentException || failure instanceof FileSystemException
                    ? Main.WRONG
                    : 1;
        });
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException _) {
            throw new TypeConversionException("'%s' is no day such as 2026-11-24".formatted(text));
        }
    }

    private static <N> N number(String text, Function<String, N> read) {
        try {
            return read.apply(text);
        } catch (NumberFormatException _) {
            throw new TypeConversionException("'%s' is no whole number such as 17".formatted(text));
        }
    }

    private static String usage(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        String message = String.valueOf(wrong.getMessage()).replaceAll("\\s*\\R\\s*", " ");
        if (message.equals("Missing required subcommand")) {
            return "name what is to be done: %s"
                    .formatted(String.join(", ", command.getSubcommands().keySet()));
        }
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            return "%s; did you mean '%s'?"
                    .formatted(message, unmatched.getSuggestions().getFirst());
        }
        return message;
    }

    /** People get sentences, not stack traces; what has no sentence is named by its class. */
    private static String message(Throwable failure) {
        if (failure instanceof FileSystemException file && file.getFile() != null) {
            return NamedFile.because(Path.of(file.getFile()), file);
        }
        String own = failure.getMessage();
        if (own == null) {
            return failure.getClass().getSimpleName();
        }
        Optional<String> because = Optional.ofNullable(failure.getCause())
                .filter(cause -> !(cause instanceof FileSystemException))
                .map(Throwable::getMessage)
                .filter(message -> !own.contains(message));
        return because.map(message -> "%s (%s)".formatted(own, message)).orElse(own);
    }
}
