package io.grantkeeper.harness.coldstart;

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
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Lists everything that the benchmark starts: first the baselines, then the functions. Each candidate has its own cache
 * and its own table, so that rows left by one candidate are not work for another.
 */
final class ColdStartSubjects {
    private static final String BASELINE = "io.grantkeeper.baseline.";
    /**
     * One CPU, which is what Lambda gives a function with 1,769 MB of memory. A function with less memory gets a share
     * of one CPU.
     */
    private static final List<String> ONE_CPU = List.of("taskset", "-c", "0");

    private final Path root;
    private final Path scratch;
    private final Supplier<Map<String, String>> environment;
    private final ColdStartOptions options;

    ColdStartSubjects(Path root, Path scratch, Supplier<Map<String, String>> environment, ColdStartOptions options) {
        this.options = options;
        this.root = root;
        this.scratch = scratch;
        this.environment = environment;
    }

    List<ColdStartSubject> contestants() throws IOException, InterruptedException {
        List<ColdStartSubject> all = new ArrayList<>();
        byte[] web = event("receive-webhook");
        add(all, "bare, raw bytes", settings(BASELINE + "bare.BareStreamHandler", Map.of()), baseline("bare"), web);
        add(all, "bare handler", settings(BASELINE + "bare.BareHttpHandler", Map.of()), baseline("bare"), web);
        Map<String, String> stock = Map.of("MAIN_CLASS", BASELINE + "spring.SpringCloudBaseline");
        add(
                all,
                "stock Spring Cloud Function",
                settings("org.springframework.cloud.function.adapter.aws.FunctionInvoker::handleRequest", stock),
                baseline("spring"),
                web);
        for (BundleManifest.Bundle bundle : BundleManifest.read(root)) {
            for (String function : bundle.functions()) {
                if (options.functions().isEmpty() || options.functions().contains(function)) {
                    EmulatedFunction.Settings settings =
                            settings(ImageMain.ENTRY, Map.of("GRANTKEEPER_FUNCTION", function));
                    add(all, function, settings, BundleManifest.unpack(bundle.zip(), scratch), event(function));
                }
            }
        }
        return all;
    }

    private void add(
            List<ColdStartSubject> all, String name, EmulatedFunction.Settings settings, List<Path> jars, byte[] event)
            throws IOException, InterruptedException {
        System.err.println("Training " + name);
        ImageFolder image = ImageFolder.create(Files.createTempDirectory(scratch, "image-"), jars);
        image.train(settings, event);
        all.add(ColdStartSubject.of(name, "cache", image.cached(settings), event));
        if (options.uncached()) {
            all.add(ColdStartSubject.of(name, "no cache", image.uncached(settings), event));
        }
    }

    private EmulatedFunction.Settings settings(String handler, Map<String, String> further) {
        Map<String, String> variables = new HashMap<>(environment.get());
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
