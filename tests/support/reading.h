// Reading a report in a test, from memory.
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "extract/extract.h"
#include "normalize/normalize.h"

namespace nianbao::test {

// The built-in templates, loaded once.
const normalize::TemplateSet& templates();

extract::Document document_of(std::string_view bytes, const std::string& name = "test.txt");
normalize::Report report_of(std::string_view bytes, const std::string& name = "test.txt");

// What a field holds, for comparing: its number, or the name of its state; "" for blank.
std::string value_of(const normalize::Report& report, std::string_view field);
const normalize::Field& field_of(const normalize::Report& report, std::string_view field);

// The verdict of one instance of an identity.
std::string verdict_of(const normalize::Report& report, std::string_view identity, std::string_view instance = "");

}  // namespace nianbao::test
