package io.grantkeeper.harness.packaging;

import io.grantkeeper.identity.json.ModelJson;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.databind.JsonNode;

/** The output of {@code scripts/package}: the bundles and their manifest. */
public final class BundleManifest {
    /** The folder of the bundles, relative to the project's folder. */
    public static final String FOLDER = "target/bundles";

    private static final String LIB = "lib/";
    private static final String PREFIX = "grantkeeper-fn-";
    private static final String SUFFIX = "-bundle.zip";

    private BundleManifest() {}

    /**
     * A deployable zip file.
     *
     * @param functions the names of the functions in it
     */
    public record Bundle(Path zip, List<String> functions) {
        public Bundle {
            functions = List.copyOf(functions);
        }
    }

    /**
     * Reads the manifest.
     *
     * @throws IOException if there is no manifest; the message says which script to run
     */
    public static List<Bundle> read(Path root) throws IOException {
        Path folder = root.resolve(FOLDER);
        Path manifest = folder.resolve("manifest.json");
        if (!Files.isRegularFile(manifest)) {
            throw new IOException("there are no bundles; run scripts/package");
        }
        List<Bundle> bundles = new ArrayList<>();
        for (JsonNode bundle :
                ModelJson.mapper().readTree(Files.readString(manifest)).path("bundles")) {
            List<String> functions = new ArrayList<>();
            bundle.path("functions").forEach(name -> functions.add(name.asString()));
            bundles.add(new Bundle(folder.resolve(bundle.path("file").asString()), functions));
        }
        return bundles;
    }

    /** Returns the bundles that the build produced in the modules' {@code target} folders, at most one per module. */
    public static List<Path> built(Path root) throws IOException {
        try (Stream<Path> modules = Files.list(root.resolve("functions"))) {
            return modules.map(
                            module -> module.resolve("target/%s%s%s".formatted(PREFIX, module.getFileName(), SUFFIX)))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    /**
     * Returns the name of the module to which a bundle belongs.
     *
     * @param built a bundle that the build produced
     */
    public static String module(Path built) {
        String name = built.getFileName().toString();
        return name.substring(PREFIX.length(), name.length() - SUFFIX.length());
    }

    /** Returns the names of the functions in a bundle, as declared by the bundle's own code. */
    public static List<String> functionsIn(Path zip) throws IOException {
        Path folder = Files.createTempDirectory("functions-");
        try {
            return functionsOf(unpack(zip, folder));
        } finally {
            delete(folder);
        }
    }

    /** Returns the names of the functions in an unpacked bundle, as declared by the bundle's own code. */
    static List<String> functionsOf(List<Path> jars) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            urls.add(jar.toUri().toURL());
        }
        try (URLClassLoader loader =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> module = loader.loadClass("io.grantkeeper.functions.runtime.FunctionModule");
            List<String> names = new ArrayList<>();
            for (Object found : ServiceLoader.load(module, loader)) {
                names.add((String) module.getMethod("name").invoke(found));
            }
            return names.stream().sorted().toList();
        } catch (ReflectiveOperationException e) {
            throw new IOException("the bundle with %s declares no functions".formatted(jars), e);
        }
    }

    /**
     * Returns the bundle that contains a function.
     *
     * @throws IOException if no bundle contains the function; the message lists the known functions
     */
    public static Bundle of(Path root, String function) throws IOException {
        List<Bundle> bundles = read(root);
        for (Bundle bundle : bundles) {
            if (bundle.functions().contains(function)) {
                return bundle;
            }
        }
        throw new IOException("unknown function %s; the functions are %s"
                .formatted(
                        function,
                        bundles.stream()
                                .flatMap(bundle -> bundle.functions().stream())
                                .toList()));
    }

    /** Deletes a folder and everything in it. */
    public static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /**
     * Unpacks a bundle's jars into a new folder and returns them in the order of the bundle.
     *
     * @param under the folder in which the new folder is created
     */
    public static List<Path> unpack(Path zip, Path under) throws IOException {
        return unpackTo(Files.createTempDirectory(under, "bundle-"), zip);
    }

    /** Unpacks a bundle's jars into an existing folder and returns them in the order of the bundle. */
    static List<Path> unpackTo(Path folder, Path zip) throws IOException {
        List<Path> jars = new ArrayList<>();
        try (var entries = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : Collections.list(entries.entries())) {
                if (entry.getName().startsWith(LIB) && entry.getName().endsWith(".jar")) {
                    Path jar = folder.resolve(entry.getName().substring(LIB.length()))
                            .normalize();
                    if (!jar.startsWith(folder)) {
                        throw new IOException("bundle %s has an entry outside its root".formatted(zip));
                    }
                    Files.copy(entries.getInputStream(entry), jar);
                    jars.add(jar);
                }
            }
        }
        return jars;
    }
}
