package io.grantkeeper.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.local.suite.SuiteStores;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The command line, as somebody types it, over one folder with a configuration, data and keys. */
record Prompt(Path folder) {
    /** What became of a command. */
    record Ran(int exit, String out, String err) {
        JsonNode json() {
            return ModelJson.mapper().readTree(out);
        }

        String said() {
            return out + err;
        }

        /** It went well. */
        Ran well() {
            assertThat(exit).as(said()).isZero();
            assertThat(err).isEmpty();
            return this;
        }

        /** It was wrong use: one line, which holds these, and no stack trace. */
        Ran refused(String... words) {
            assertThat(exit).as(said()).isEqualTo(Main.WRONG);
            assertThat(out).isEmpty();
            assertThat(err.strip())
                    .startsWith("grantkeeper: ")
                    .contains(words)
                    .doesNotContain("Exception", "\tat ", "null")
                    .hasLineCount(1);
            return this;
        }
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

    /** In the folder. */
    Ran run(String... arguments) {
        return alone(Stream.concat(
                        Stream.of(arguments), Stream.of("--config", config().toString(), "--data", data().toString()))
                .toArray(String[]::new));
    }

    /** In the folder, with the ledger's key there. */
    Ran onLedger(String... arguments) {
        return run(Stream.concat(Stream.of(arguments), Stream.of("--ledger-keys", keys().toString()))
                .toArray(String[]::new));
    }

    /** As it stands. */
    static Ran alone(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
            int exit = Main.run(arguments);
            return new Ran(exit, written.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** As it stands, with something to read. */
    static Ran fed(String input, String... arguments) {
        InputStream in = System.in;
        try {
            System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
            return alone(arguments);
        } finally {
            System.setIn(in);
        }
    }

    /** Does something with what is kept in the folder. */
    void with(Consumer<SuiteStores> what) {
        try (SuiteStores stores = SuiteStores.open(data())) {
            what.accept(stores);
        }
    }

    /** One line as it is typed, words apart by one space. */
    Ran typed(String line) {
        return onLedger(List.of(line.split(" ")).toArray(String[]::new));
    }
}
