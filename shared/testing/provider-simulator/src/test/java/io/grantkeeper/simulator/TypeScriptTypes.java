package io.grantkeeper.simulator;

import static org.junit.jupiter.api.Assumptions.abort;

import io.grantkeeper.simulator.http.SimulatorJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Checks responses against the TypeScript types in vendors' client libraries, with the TypeScript compiler. The types
 * are generated from the vendors' OpenAPI descriptions. Used for vendors whose description is in no package registry.
 */
final class TypeScriptTypes {
    private static final String COMPILER = "node_modules/typescript/lib/tsc.js";

    private final Path folder;
    private final List<String> imports = new ArrayList<>();
    private final List<String> values = new ArrayList<>();

    private TypeScriptTypes(Path folder) {
        this.folder = folder;
    }

    /** Downloads the packages once into the build folder. Skips the calling test if npm cannot download them. */
    static TypeScriptTypes of(String... npmPackages) {
        Path folder = Path.of("target", "vendor-types");
        try {
            Files.createDirectories(folder);
            List<String> command = new ArrayList<>(List.of(
                    "npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", "."));
            command.addAll(List.of(npmPackages));
            command.add("typescript@5.9.3");
            if (!Files.exists(folder.resolve(COMPILER))) {
                run(folder, command.toArray(String[]::new));
            }
            return new TypeScriptTypes(folder);
        } catch (IOException unavailable) {
            return abort("The vendors' own types were not compared, because npm could not download "
                    + List.of(npmPackages) + ": " + unavailable.getMessage());
        }
    }

    /**
     * Adds a check that a JSON value matches a type.
     *
     * @param module the module of the library that exports the type
     */
    void add(String module, String type, JsonNode json) {
        String name = "T" + imports.size();
        imports.add("import type { %s as %s } from \"%s\";".formatted(type, name, module));
        values.add("export const v%d: %s = %s;"
                .formatted(values.size(), name, new String(SimulatorJson.write(json), StandardCharsets.UTF_8)));
    }

    /**
     * Runs the compiler on all added checks and returns its errors, including those for members that a type does not
     * have.
     */
    List<String> problems() throws IOException {
        Files.write(
                folder.resolve("check.ts"),
                Stream.concat(imports.stream(), values.stream()).toList());
        return run(
                folder,
                "node",
                COMPILER,
                "--noEmit",
                "--strict",
                "--skipLibCheck",
                "--pretty",
                "false",
                "--target",
                "es2022",
                "--module",
                "nodenext",
                "--moduleResolution",
                "nodenext",
                "check.ts");
    }

    /**
     * Runs a command and returns the lines of its output.
     *
     * @throws IOException if the command takes longer than two minutes, or fails for a reason other than TypeScript
     *     errors
     */
    private static List<String> run(Path folder, String... command) throws IOException {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("no result within 120 s");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
        List<String> messages = Files.readAllLines(output);
        if (process.exitValue() != 0 && messages.stream().noneMatch(line -> line.contains("error TS"))) {
            throw new IOException(String.join(" ", command) + " ended with " + process.exitValue());
        }
        return messages.stream().filter(line -> !line.isBlank()).toList();
    }
}
