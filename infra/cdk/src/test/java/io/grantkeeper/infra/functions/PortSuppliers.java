package io.grantkeeper.infra.functions;

import io.grantkeeper.functions.runtime.AwsPorts;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CompoundElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.constant.ConstantDesc;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which code builds each port on Lambda: read from the classes that register beans, as {@code AwsPorts} does. */
final class PortSuppliers {
    private static final String REGISTRAR = "org/springframework/beans/factory/BeanRegistrar";

    private final Map<String, List<ConstantDesc>> suppliers = new TreeMap<>();

    /** The method that each is registered through. */
    private final Map<String, String> through = new TreeMap<>();

    PortSuppliers(OurClasses classes) {
        Set<String> seen = new HashSet<>();
        Deque<String> registrars = new ArrayDeque<>(List.of(Reach.internal(AwsPorts.class)));
        while (!registrars.isEmpty()) {
            ClassModel registrar = classes.model(registrars.pop());
            registrar.methods().forEach(this::read);
            madeIn(registrar)
                    .filter(OurClasses::isOurs)
                    .filter(name -> registers(classes.model(name)) && seen.add(name))
                    .forEach(registrars::push);
        }
    }

    private static Stream<String> madeIn(ClassModel model) {
        return model.methods().stream()
                .flatMap(method -> elements(method).stream())
                .filter(NewObjectInstruction.class::isInstance)
                .map(made -> ((NewObjectInstruction) made).className().asInternalName());
    }

    private static List<CodeElement> elements(MethodModel method) {
        return method.code().map(CompoundElement::elementList).orElse(List.of());
    }

    private static boolean registers(ClassModel model) {
        return model.interfaces().stream().map(ClassEntry::asInternalName).anyMatch(REGISTRAR::equals);
    }

    /** A port's type is loaded, then its supplier is made, then both are handed to a method that registers them. */
    private void read(MethodModel method) {
        String port = "";
        List<ConstantDesc> supplier = List.of();
        for (CodeElement element : elements(method)) {
            switch (element) {
                case ConstantInstruction.LoadConstantInstruction constant
                when constant.constantEntry() instanceof ClassEntry type ->
                    port = type.asInternalName().replaceAll(".*/", "");
                case FieldInstruction field
                when field.opcode() == Opcode.GETSTATIC
                        && field.type().stringValue().contains("TypeReference") ->
                    port = field.name().stringValue();
                case InvokeDynamicInstruction dynamic -> supplier = dynamic.bootstrapArgs();
                case InvokeInstruction call -> {
                    if (call.name().stringValue().matches("bean|store|registerBean")) {
                        // A method that registers what it is handed adds a supplier of its own, under no port.
                        String registered = port.isEmpty() ? method.methodName().stringValue() : port;
                        suppliers
                                .computeIfAbsent(registered, _ -> new ArrayList<>())
                                .addAll(supplier);
                        through.put(registered, call.name().stringValue());
                        supplier = List.of();
                    }
                }
                default -> {}
            }
        }
    }

    /** Handles of the code that builds it; none for what only the local suite hands in. */
    List<ConstantDesc> of(String port) {
        List<ConstantDesc> all = new ArrayList<>(suppliers.getOrDefault(port, List.of()));
        all.addAll(suppliers.getOrDefault(through.getOrDefault(port, ""), List.of()));
        return all;
    }

    Map<String, List<ConstantDesc>> all() {
        return suppliers;
    }
}
