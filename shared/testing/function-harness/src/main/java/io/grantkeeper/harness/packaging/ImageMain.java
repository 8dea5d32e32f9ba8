package io.grantkeeper.harness.packaging;

import io.grantkeeper.harness.LocalEnvironment;
import io.grantkeeper.harness.UniqueEventGenerator;
import io.grantkeeper.harness.emulator.EmulatedFunction;
import io.grantkeeper.harness.emulator.FunctionCodeLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Creates a function's image folder. {@code scripts/image} runs it on any machine, and the Dockerfile runs it in a
 * container.
 */
public final class ImageMain {
    /** The handler that Lambda calls in every bundle. */
    public static final String ENTRY = "io.grantkeeper.functions.runtime.FunctionEntry";

    private ImageMain() {}

    /**
     * Creates a function's image folder. The exit code is 0 if an AOT cache was written and 1 if not.
     *
     * @param arguments the project's folder, the function, and the folder to create, which must not exist yet
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.exit(
                make(Path.of(arguments[0]), arguments[1], Path.of(arguments[2]).toAbsolutePath()));
    }

    private static int make(Path root, String function, Path folder) throws IOException, InterruptedException {
        if (Files.exists(folder)) {
            System.err.printf("%s already exists: remove it or choose another folder%n", folder);
            return 1;
        }
        try (LocalEnvironment environment =
                new LocalEnvironment(Clock.systemUTC().instant())) {
            BundleManifest.Bundle bundle = BundleManifest.of(root, function);
            Files.createDirectories(folder);
            Path unpacked = Files.createTempDirectory(folder, "bundle-");
            ImageFolder image = ImageFolder.create(folder, BundleManifest.unpack(bundle.zip(), unpacked));
            BundleManifest.delete(unpacked);
            byte[] sample = Files.readAllBytes(
                    root.resolve("events/samples").resolve(function).resolve("happy.json"));
            image.train(
                    settings(environment, function),
                    UniqueEventGenerator.events(function, sample, environment.table()));
            System.out.printf(
                    "%s: %d jars, an AOT cache of %d MB%n",
                    folder, image.jars().size(), Files.size(image.cache()) >> 20);
            return 0;
        } catch (IOException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    private static EmulatedFunction.Settings settings(LocalEnvironment surroundings, String function) {
        Map<String, String> environment = new HashMap<>(surroundings.environment());
        environment.put("GRANTKEEPER_FUNCTION", function);
        return new EmulatedFunction.Settings(
                function, new FunctionCodeLocation.Image(List.of()), ENTRY, environment, List.of(), List.of());
    }
}
