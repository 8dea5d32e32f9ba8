package io.grantkeeper.harness.emulator;

import java.nio.file.Path;
import java.util.List;

/** The location of a function's code, for each kind of deployment. */
public sealed interface FunctionCodeLocation {
    /**
     * A zip file for the managed runtime. The runtime client finds it under the task root and loads it with a separate
     * class loader.
     */
    record Bundle(Path zip) implements FunctionCodeLocation {}

    /**
     * The unpacked content of a zip file, which several environments can share. The caller deletes it.
     *
     * @param root the task root
     */
    record Unpacked(Path root) implements FunctionCodeLocation {}

    /**
     * A container image in which the function's jars and the runtime client are all on the JVM's class path.
     *
     * @param jars jar files in the order of the class path; an AOT cache cannot include folders
     */
    record Image(List<Path> jars) implements FunctionCodeLocation {
        public Image {
            jars = List.copyOf(jars);
        }
    }

    /**
     * A local Docker image, run as Lambda runs it: the image defines the command, and environment variables configure
     * it. The container shares this machine's network, because the local environment listens on 127.0.0.1.
     *
     * @param name the name and tag of the image, for example {@code grantkeeper:decide}
     */
    record Container(String name) implements FunctionCodeLocation {}
}
