package io.grantkeeper.functions.invoke.image;

import io.grantkeeper.functions.emulator.Code;
import io.grantkeeper.functions.emulator.LambdaFunction;
import io.grantkeeper.functions.invoke.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes a function's image folder: {@code scripts/image} on any machine, and the Dockerfile in a container. */
public final class ImageMain {
    /** What Lambda calls, in every bundle. */
    public static final String ENTRY = "io.grantkeeper.functions.runtime.FunctionEntry";

    private ImageMain() {}

    /**
     * Makes it; the exit code is 0 where a cache came of it, 1 where none did.
     *
     * @param arguments the project's folder, the function, and the folder to make, which must not exist
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.exit(
                make(Path.of(arguments[0]), arguments[1], Path.of(arguments[2]).toAbsolutePath()));
    }

    private static int make(Path root, String function, Path folder) throws IOException, InterruptedException {
        if (Files.exists(folder)) {
            System.err.printf("%s is there already: remove it, or name another folder%n", folder);
            return 1;
        }
        try (Surroundings surroundings = new Surroundings(Clock.systemUTC().instant())) {
            Bundles.Bundle bundle = Bundles.of(root, function);
            Files.createDirectories(folder);
            Path unpacked = Files.createTempDirectory(folder, "bundle-");
            ImageFolder image = ImageFolder.lay(folder, Bundles.unpack(bundle.zip(), unpacked));
            Bundles.delete(unpacked);
            image.train(
                    settings(surroundings, function),
                    Files.readAllBytes(
                            root.resolve("events/samples").resolve(function).resolve("happy.json")));
            System.out.printf(
                    "%s: %d jars, an AOT cache of %d MB%n",
                    folder, image.jars().size(), Files.size(image.cache()) >> 20);
            return 0;
        } catch (IOException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    private static LambdaFunction.Settings settings(Surroundings surroundings, String function) {
        Map<String, String> environment = new HashMap<>(surroundings.environment());
        environment.put("GRANTKEEPER_FUNCTION", function);
        return new LambdaFunction.Settings(
                function, new Code.Image(List.of()), ENTRY, environment, List.of(), List.of());
    }
}
