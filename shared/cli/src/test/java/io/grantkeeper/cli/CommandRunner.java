package io.grantkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.local.suite.LocalSuiteStores;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Runs commands on one folder that contains a configuration, data and keys. */
record CommandRunner(Path folder) {
    /** The result of a command. */
    record Ran(int exit, String out, String err) {
        JsonNode json() {
            return ModelJson.mapper().readTree(out);
        }

        String output() {
            return out + err;
        }

        /** Asserts that the command succeeded. */
        Ran requireSuccess() {
            assertThat(exit).as(output()).isZero();
            assertThat(err).isEmpty();
            return this;
        }

        /**
         * Asserts that the command reported incorrect usage in a one-line message that contains these strings, without
         * a stack trace.
         */
        Ran requireUsageError(String... words) {
            assertThat(exit).as(output()).isEqualTo(GrantkeeperCommand.WRONG);
            assertThat(out).isEmpty();
            assertThat(err.strip())
                    .startsWith("grantkeeper: ")
                    .contains(words)
                    .doesNotContain("Exception", "\tat ", "null")
                    .hasLineCount(1);
            return this;
        }
    }

    /** Returns a runner on a folder to which this method adds a configuration and an empty data folder. */
    static CommandRunner configured(Path folder, String configuration) throws IOException {
        CommandRunner runner = new CommandRunner(folder);
        Files.createDirectories(runner.data());
        Files.writeString(runner.config(), configuration);
        return runner;
    }

    Path config() {
        return folder.resolve("grantkeeper.json");
    }

    Path data() {
        return folder.resolve("data");
    }

    Path keys() {
        return folder.resolve("keys");
    }

    /** Runs a command on the folder. */
    Ran run(String... arguments) {
        return runPlain(Stream.concat(
                        Stream.of(arguments), Stream.of("--config", config().toString(), "--data", data().toString()))
                .toArray(String[]::new));
    }

    /** Runs a command on the folder, with the option that names the folder of the ledger's keys. */
    Ran onLedger(String... arguments) {
        return run(Stream.concat(Stream.of(arguments), Stream.of("--ledger-keys", keys().toString()))
                .toArray(String[]::new));
    }

    /** Runs a command without adding options. */
    static Ran runPlain(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
            int exit = GrantkeeperCommand.run(arguments);
            return new Ran(exit, written.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** Runs a command without adding options, and with standard input. */
    static Ran runWithInput(String input, String... arguments) {
        InputStream in = System.in;
        try {
            System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
            return runPlain(arguments);
        } finally {
            System.setIn(in);
        }
    }

    /** Opens the stores in the folder, and runs an action with them. */
    void withStores(Consumer<LocalSuiteStores> what) {
        try (LocalSuiteStores stores = LocalSuiteStores.open(data())) {
            what.accept(stores);
        }
    }

    /** Runs a command that is given as one line, in which single spaces separate the words. */
    Ran runLine(String line) {
        return onLedger(List.of(line.split(" ")).toArray(String[]::new));
    }
}
