package dev.torrentcrates.standalone;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A port of TCP, or 0. */
final class PortConverter implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
        if (value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= 65_535) {
            return Integer.valueOf(value);
        }
        throw new TypeConversionException("a port is 0 to 65535, not '" + value + "'");
    }
}
