package io.grantkeeper.harness.coldstart;

import io.grantkeeper.harness.LocalEnvironment;
import io.grantkeeper.harness.UniqueEventGenerator;
import io.grantkeeper.harness.emulator.EmulatedFunction;
import io.grantkeeper.harness.emulator.FunctionCodeLocation;
import io.grantkeeper.harness.packaging.BundleManifest;
import io.grantkeeper.harness.packaging.ImageFolder;
import io.grantkeeper.harness.packaging.ImageMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Lists everything that the benchmark starts: first the baselines, then the functions. Each candidate has its own cache
 * and its own table, so that rows left by one candidate are not work for another.
 */
final class ColdStartCandidates {
    private static final String BASELINE = "io.grantkeeper.baseline.";
    /** The memory size at which Lambda gives a function one CPU. With less memory, it gets a share of one CPU. */
    static final int MEMORY_MB = 1_769;

    private static final List<String> ONE_CPU = List.of("taskset", "-c", "0");

    /**
     * The size of the range of delivery numbers reserved for each packaging, so that no two packagings send the same
     * event.
     */
    private static final int DELIVERIES = 1_000_000;

    private static final int DELIVERIES_PER_START = 1_000;
    /** The variable that selects how a function is invoked. */
    private static final String DISPATCH = "GRANTKEEPER_DISPATCH";

    private final Path root;
    private final Path scratch;
    private final LocalEnvironment environment;
    private final ColdStartOptions options;

    ColdStartCandidates(Path root, Path scratch, LocalEnvironment environment, ColdStartOptions options) {
        this.options = options;
        this.root = root;
        this.scratch = scratch;
        this.environment = environment;
    }

    List<ColdStartSubject> subjects() throws IOException, InterruptedException {
        List<ColdStartSubject> all = new ArrayList<>();
        baseline(all, "bare, raw bytes", BASELINE + "bare.BareStreamHandler", "bare", Map.of());
        baseline(all, "bare handler", BASELINE + "bare.BareHttpHandler", "bare", Map.of());
        baseline(
                all,
                "stock Spring Cloud Function",
                "org.springframework.cloud.function.adapter.aws.FunctionInvoker::handleRequest",
                "spring",
                Map.of("MAIN_CLASS", BASELINE + "spring.SpringCloudBaseline"));
        for (BundleManifest.Bundle bundle : BundleManifest.read(root)) {
            for (String function : bundle.functions()) {
                if (options.functions().isEmpty() || options.functions().contains(function)) {
                    function(all, function, BundleManifest.unpack(bundle.zip(), scratch));
                }
            }
        }
        return all;
    }

    private void baseline(
            List<ColdStartSubject> all, String name, String handler, String module, Map<String, String> variables)
            throws IOException, InterruptedException {
        byte[] event = event("receive-webhook");
        EmulatedFunction.Settings settings = settings(handler, variables);
        ImageFolder image = image(name, "", baseline(module), settings, _ -> event);
        for (ColdStartPackaging packaging : options.packagings()) {
            all.add(ColdStartSubject.of(name, "", packaging, packaging.settings(image, settings), (_, _) -> event));
        }
    }

    /**
     * Adds a function twice from the same bundle: invoked through Spring Cloud Function's catalog, and invoked
     * directly.
     */
    private void function(List<ColdStartSubject> all, String function, List<Path> jars)
            throws IOException, InterruptedException {
        byte[] sample = event(function);
        for (String invocation : List.of("catalog", "direct")) {
            EmulatedFunction.Settings settings =
                    settings(ImageMain.ENTRY, Map.of("GRANTKEEPER_FUNCTION", function, DISPATCH, invocation));
            IntFunction<byte[]> unique =
                    UniqueEventGenerator.events(function, sample, environment.table(settings.environment()));
            ImageFolder image = image(function, invocation, jars, settings, unique);
            for (ColdStartPackaging packaging : options.packagings()) {
                EmulatedFunction.Settings packaged = packaging.settings(image, settings);
                all.add(ColdStartSubject.of(function, invocation, packaging, packaged, (_, _) -> sample));
                if (function.equals("receive-webhook")) {
                    // Training used the first events. Each packaging gets its own, because they share the table.
                    int from = (options.packagings().indexOf(packaging) + 1) * DELIVERIES;
                    all.add(ColdStartSubject.of(
                            function + ", first delivery",
                            invocation,
                            packaging,
                            packaged,
                            (start, number) -> unique.apply(from + start * DELIVERIES_PER_START + number)));
                }
            }
        }
    }

    private ImageFolder image(
            String name,
            String invocation,
            List<Path> jars,
            EmulatedFunction.Settings settings,
            IntFunction<byte[]> events)
            throws IOException, InterruptedException {
        ImageFolder image = ImageFolder.create(Files.createTempDirectory(scratch, "image-"), jars);
        if (options.packagings().contains(ColdStartPackaging.IMAGE)) {
            System.err.println("Training " + name + " " + invocation);
            image.train(settings, events);
        }
        return image;
    }

    private EmulatedFunction.Settings settings(String handler, Map<String, String> further) {
        Map<String, String> variables = new HashMap<>(environment.isolatedEnvironment());
        variables.put("AWS_REGION", "eu-central-1");
        variables.put("AWS_ACCESS_KEY_ID", "local");
        variables.put("AWS_SECRET_ACCESS_KEY", "local");
        variables.putAll(further);
        return new EmulatedFunction.Settings(
                "cold-start", new FunctionCodeLocation.Image(List.of()), handler, variables, options.java(), ONE_CPU);
    }

    private byte[] event(String function) throws IOException {
        return Files.readAllBytes(
                root.resolve("events/samples").resolve(function).resolve("happy.json"));
    }

    /** Returns the class path of a baseline: its own jar, then its libraries. */
    private List<Path> baseline(String name) throws IOException {
        Path target = root.resolve("shared/testing/baseline-" + name + "/target");
        List<Path> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(target)) {
            files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
        }
        Stream.of(Files.readString(target.resolve("classpath.txt")).strip().split(":"))
                .map(Path::of)
                .forEach(jars::add);
        return jars;
    }
}
