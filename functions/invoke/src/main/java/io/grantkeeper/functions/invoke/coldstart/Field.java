package io.grantkeeper.functions.invoke.coldstart;

import io.grantkeeper.functions.emulator.Code;
import io.grantkeeper.functions.emulator.LambdaFunction;
import io.grantkeeper.functions.invoke.image.Bundles;
import io.grantkeeper.functions.invoke.image.ImageFolder;
import io.grantkeeper.functions.invoke.image.ImageMain;
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
 * Everything that is started: the baselines, then the functions, each with a cache and a table of its own: what one leaves
 * behind would be work for another.
 */
final class Field {
    private static final String BASELINE = "io.grantkeeper.functions.baseline.";
    /** As Lambda gives it with 1,769 MB; with less memory it gives a part of one. */
    private static final List<String> ONE_CPU = List.of("taskset", "-c", "0");

    private final Path root;
    private final Path scratch;
    private final Supplier<Map<String, String>> environment;
    private final ColdStartOptions options;

    Field(Path root, Path scratch, Supplier<Map<String, String>> environment, ColdStartOptions options) {
        this.options = options;
        this.root = root;
        this.scratch = scratch;
        this.environment = environment;
    }

    List<Contestant> contestants() throws IOException, InterruptedException {
        List<Contestant> all = new ArrayList<>();
        byte[] web = event("receive-webhook");
        add(all, "bare, raw bytes", settings(BASELINE + "bare.RawHandler", Map.of()), baseline("bare"), web);
        add(all, "bare handler", settings(BASELINE + "bare.BareHandler", Map.of()), baseline("bare"), web);
        Map<String, String> stock = Map.of("MAIN_CLASS", BASELINE + "spring.StockApplication");
        add(
                all,
                "stock Spring Cloud Function",
                settings("org.springframework.cloud.function.adapter.aws.FunctionInvoker::handleRequest", stock),
                baseline("spring"),
                web);
        for (Bundles.Bundle bundle : Bundles.read(root)) {
            for (String function : bundle.functions()) {
                if (options.functions().isEmpty() || options.functions().contains(function)) {
                    LambdaFunction.Settings settings =
                            settings(ImageMain.ENTRY, Map.of("GRANTKEEPER_FUNCTION", function));
                    add(all, function, settings, Bundles.unpack(bundle.zip(), scratch), event(function));
                }
            }
        }
        return all;
    }

    private void add(List<Contestant> all, String name, LambdaFunction.Settings settings, List<Path> jars, byte[] event)
            throws IOException, InterruptedException {
        System.err.println("Training " + name);
        ImageFolder image = ImageFolder.lay(Files.createTempDirectory(scratch, "image-"), jars);
        image.train(settings, event);
        all.add(Contestant.of(name, "cache", image.cached(settings), event));
        if (options.uncached()) {
            all.add(Contestant.of(name, "no cache", image.uncached(settings), event));
        }
    }

    private LambdaFunction.Settings settings(String handler, Map<String, String> further) {
        Map<String, String> variables = new HashMap<>(environment.get());
        variables.put("AWS_REGION", "eu-central-1");
        variables.put("AWS_ACCESS_KEY_ID", "local");
        variables.put("AWS_SECRET_ACCESS_KEY", "local");
        variables.putAll(further);
        return new LambdaFunction.Settings(
                "cold-start", new Code.Image(List.of()), handler, variables, options.java(), ONE_CPU);
    }

    private byte[] event(String function) throws IOException {
        return Files.readAllBytes(
                root.resolve("events/samples").resolve(function).resolve("happy.json"));
    }

    /** The baseline's own jar, then its libraries. */
    private List<Path> baseline(String name) throws IOException {
        Path target = root.resolve("functions/baseline-" + name + "/target");
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
