package io.grantkeeper.cli;

import io.grantkeeper.identity.json.ModelJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Runs several command lines in one separate process, so that a test can set environment variables for the command
 * line.
 */
final class ScriptedCommands {
    private ScriptedCommands() {}

    /**
     * Runs the command lines in one file and writes their results to another.
     *
     * @param files the file with the commands, a JSON array of arrays of arguments, and the file for the results
     */
    public static void main(String[] files) throws IOException {
        List<CommandRunner.Ran> results = new ArrayList<>();
        for (JsonNode command : ModelJson.mapper().readTree(Files.readString(Path.of(files[0])))) {
            results.add(CommandRunner.runPlain(
                    command.valueStream().map(JsonNode::stringValue).toArray(String[]::new)));
        }
        Files.writeString(Path.of(files[1]), ModelJson.mapper().writeValueAsString(results));
    }

    /** Runs command lines in one process, in order, and returns their results. */
    static List<CommandRunner.Ran> run(Path folder, Map<String, String> environment, List<List<String>> commands)
            throws IOException, InterruptedException {
        Path script = Files.writeString(
                folder.resolve("script.json"), ModelJson.mapper().writeValueAsString(commands));
        Path results = folder.resolve("results.json");
        ProcessBuilder process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ScriptedCommands.class.getName(),
                        script.toString(),
                        results.toString())
                .inheritIO();
        process.environment().putAll(environment);
        int exit = process.start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException("the process with the commands ended with exit code " + exit);
        }
        List<CommandRunner.Ran> ran = new ArrayList<>();
        for (JsonNode result : ModelJson.mapper().readTree(Files.readString(results))) {
            ran.add(new CommandRunner.Ran(
                    result.path("exit").intValue(),
                    result.path("out").stringValue(),
                    result.path("err").stringValue()));
        }
        return ran;
    }
}
